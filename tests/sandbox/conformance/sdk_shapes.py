"""Blocks and views of every kind that Slack's own SDK builds, by the names of their classes."""

from collections.abc import Mapping

from slack_sdk.models.blocks import (
    ActionsBlock,
    AlertBlock,
    ButtonElement,
    CardBlock,
    CarouselBlock,
    ChannelMultiSelectElement,
    ChannelSelectElement,
    CheckboxesElement,
    ConfirmObject,
    ContainerBlock,
    ContextActionsBlock,
    ContextBlock,
    ConversationFilter,
    ConversationMultiSelectElement,
    ConversationSelectElement,
    DatePickerElement,
    DateTimePickerElement,
    DividerBlock,
    EmailInputElement,
    ExternalDataMultiSelectElement,
    ExternalDataSelectElement,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    FileBlock,
    HeaderBlock,
    IconButtonElement,
    ImageBlock,
    ImageElement,
    InputBlock,
    InteractiveElement,
    LinkButtonElement,
    MarkdownBlock,
    MarkdownTextObject,
    NumberInputElement,
    Option,
    OptionGroup,
    OverflowMenuElement,
    PlainTextInputElement,
    PlainTextObject,
    PlanBlock,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextInputElement,
    RichTextListElement,
    RichTextPreformattedElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
    TableBlock,
    TaskCardBlock,
    TimePickerElement,
    UrlInputElement,
    UserMultiSelectElement,
    UserSelectElement,
    VideoBlock,
)
from slack_sdk.models.blocks.block_elements import FileInputElement, InputInteractiveElement
from slack_sdk.models.blocks.blocks import Block

OPTIONS = [Option(value="one", text="One"), Option(value="two", text="Two", description="The second")]
GROUPS = [OptionGroup(label="Some", options=OPTIONS)]
PICTURE = "https://example.com/a.png"
CONFIRM = ConfirmObject(title="Sure?", text="It stays.", confirm="Yes", deny="No")
PARTS = RichTextElementParts
SECTION = RichTextSectionElement(
    elements=[
        PARTS.Text(text="Hello ", style=PARTS.TextStyle(bold=True)),
        PARTS.User(user_id="U0LENA0001"),
        PARTS.Emoji(name="wave"),
        PARTS.Link(url="https://example.com", text="there"),
        PARTS.Channel(channel_id="C0GENERAL1"),
        PARTS.Broadcast(range="here"),
    ]
)
RICH = RichTextBlock(
    elements=[
        SECTION,
        RichTextListElement(style="ordered", elements=[SECTION], indent=1),
        RichTextQuoteElement(elements=[PARTS.Text(text="Said")]),
        RichTextPreformattedElement(elements=[PARTS.Text(text="code")]),
    ]
)

ANYWHERE: Mapping[str, InputInteractiveElement] = {
    "static select": StaticSelectElement(action_id="a", placeholder="Pick", options=OPTIONS, confirm=CONFIRM),
    "static select of groups": StaticSelectElement(action_id="a", option_groups=GROUPS),
    "static multi-select": StaticMultiSelectElement(action_id="a", options=OPTIONS, max_selected_items=2),
    "external select": ExternalDataSelectElement(action_id="a", placeholder="Find", min_query_length=1),
    "external multi-select": ExternalDataMultiSelectElement(action_id="a", placeholder="Find"),
    "user select": UserSelectElement(action_id="a", initial_user="U0LENA0001"),
    "user multi-select": UserMultiSelectElement(action_id="a"),
    "channel select": ChannelSelectElement(action_id="a", initial_channel="C0GENERAL1"),
    "channel multi-select": ChannelMultiSelectElement(action_id="a"),
    "conversation select": ConversationSelectElement(
        action_id="a", filter=ConversationFilter(include=["public"], exclude_bot_users=True)
    ),
    "conversation multi-select": ConversationMultiSelectElement(action_id="a"),
    "checkboxes": CheckboxesElement(action_id="a", options=OPTIONS),
    "radio buttons": RadioButtonsElement(action_id="a", options=OPTIONS, initial_option=OPTIONS[0]),
    "date picker": DatePickerElement(action_id="a", initial_date="2026-03-02"),
    "time picker": TimePickerElement(action_id="a", initial_time="09:30", timezone="Europe/Amsterdam"),
}
PRESSED: Mapping[str, InteractiveElement] = {
    "button": ButtonElement(text="Go", action_id="a", value="v", style="primary", confirm=CONFIRM),
    "link button": LinkButtonElement(text="Read", url="https://example.com", action_id="a"),
    "overflow": OverflowMenuElement(action_id="a", options=OPTIONS),
}
TIMED: Mapping[str, InputInteractiveElement] = {
    "date and time picker": DateTimePickerElement(action_id="a", initial_date_time=1772442000),
}
TYPED: Mapping[str, InputInteractiveElement] = {
    "text": PlainTextInputElement(action_id="a", multiline=True, min_length=1, max_length=3000),
    "e-mail": EmailInputElement(action_id="a"),
    "url": UrlInputElement(action_id="a"),
    "number": NumberInputElement(action_id="a", is_decimal_allowed=True, min_value="1"),
    "rich text": RichTextInputElement(action_id="a"),
    "file": FileInputElement(action_id="a", filetypes=["png"], max_files=1),
}
CARD = CardBlock(title=MarkdownTextObject(text="A card"), actions=[PRESSED["button"]])

IN_MESSAGES: Mapping[str, Block] = {
    **{f"{name} in a section": SectionBlock(text="x", accessory=it) for name, it in {**ANYWHERE, **PRESSED}.items()},
    **{f"{name} among actions": ActionsBlock(elements=[it]) for name, it in {**ANYWHERE, **PRESSED, **TIMED}.items()},
    **{f"{name} as an input": InputBlock(label="x", element=it) for name, it in {**ANYWHERE, **TIMED}.items()},
    "section of fields": SectionBlock(fields=["*a*", PlainTextObject(text="b", emoji=True)]),
    "section with an image": SectionBlock(text="x", accessory=ImageElement(image_url=PICTURE, alt_text="A")),
    "divider": DividerBlock(),
    "header": HeaderBlock(text="A header"),
    "context": ContextBlock(elements=[MarkdownTextObject(text="x"), ImageElement(image_url=PICTURE, alt_text="A")]),
    "image": ImageBlock(image_url=PICTURE, alt_text="A", title="A picture"),
    "rich text": RICH,
    "markdown": MarkdownBlock(text="# A heading"),
    "video": VideoBlock(title="A film", video_url=PICTURE, thumbnail_url=PICTURE, alt_text="A"),
    "file": FileBlock(external_id="one"),
    "table": TableBlock(rows=[[{"type": "raw_text", "text": "a"}, {"type": "raw_text", "text": "b"}]]),
    "container": ContainerBlock(title="A few", child_blocks=[DividerBlock()]),
    "card": CARD,
    "carousel": CarouselBlock(elements=[CARD]),
    "plan": PlanBlock(title="A plan", tasks=[TaskCardBlock(task_id="1", title="One", status="complete")]),
    "task card": TaskCardBlock(task_id="1", title="One", status="in_progress"),
    "feedback": ContextActionsBlock(
        elements=[
            FeedbackButtonsElement(
                action_id="a",
                positive_button=FeedbackButtonObject(text="Good", value="1"),
                negative_button=FeedbackButtonObject(text="Bad", value="0"),
            ),
            IconButtonElement(action_id="b", icon="trash", text="Away"),
        ]
    ),
}  # fmt: skip
IN_MODALS: Mapping[str, Block] = {
    **{f"{name} as an input": InputBlock(label="x", element=it) for name, it in {**ANYWHERE, **TIMED, **TYPED}.items()},
    "alert": AlertBlock(text="Mind this", level="warning"),
    "input with a hint": InputBlock(label="x", hint="y", optional=True, dispatch_action=True, element=TYPED["text"]),
    "rich text": RICH,
}  # fmt: skip

"""Aims and goals: anyone proposes them, the coach makes one remark, the card in the channel shows them."""

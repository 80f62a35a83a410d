"""Pure decisions of retrospectives: phases, people, words, dots."""

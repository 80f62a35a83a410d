// Words a person has not sent yet, by person and place; they survive a reload of this window.
import { acting } from "./store.js";

const keyOf = (place) => `draft/${acting()}/${place}`;

export function draftIn(place) {
  return sessionStorage.getItem(keyOf(place)) ?? "";
}

export function keepDraft(place, words) {
  if (words) sessionStorage.setItem(keyOf(place), words);
  else sessionStorage.removeItem(keyOf(place));
}

// Small moves on the page: find, write, show.

import { say } from "./words.js";

export const at = (id) => document.getElementById(id);

export function write(id, text) {
  const place = at(id);
  if (place.textContent !== text) place.textContent = text;
}

export function show(id, visible = true) {
  at(id).hidden = !visible;
}

/** Make an element with a class and children, which may be texts. */
export function make(tag, name, ...children) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...children);
  return made;
}

/** An amount: figures large, the unit small. */
export function amount(figures) {
  return [make("span", "figures", figures), " ", make("span", "unit", say("unit"))];
}

/** Put the language's words wherever the page names a key. */
export function putWords(root = document) {
  for (const place of root.querySelectorAll("[data-words]")) place.textContent = say(place.dataset.words);
  for (const place of root.querySelectorAll("[data-name]")) place.setAttribute("aria-label", say(place.dataset.name));
}

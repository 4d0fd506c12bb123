// How money, times and numbers are written; times are Japan's, wherever the phone is (requirements row D-14).

import { say, spoken } from "./words.js";

const ZONE = "Asia/Tokyo";
const LOCALE = { ja: "ja-JP", en: "en-GB" };

export const yen = (amount) => new Intl.NumberFormat("ja-JP").format(amount);

/** A moment, e.g. 2023/10/23 19:35. */
export function dateTime(text) {
  const month = spoken() === "ja" ? "2-digit" : "short";
  const form = { year: "numeric", month, day: "2-digit", hour: "2-digit", minute: "2-digit", timeZone: ZONE };
  return new Intl.DateTimeFormat(LOCALE[spoken()], { ...form, hourCycle: "h23" }).format(new Date(text));
}

/** The last day of use (YYYY-MM-DD, null: never) in words; `now` in milliseconds says what is today. */
export function lastDay(text, now) {
  if (text === null) return say("no_expiry");
  const today = new Intl.DateTimeFormat("sv-SE", { timeZone: ZONE }).format(now);
  if (text === today) return say("until_today");
  const year = text.slice(0, 4) === today.slice(0, 4) ? undefined : "numeric";
  const form = { year, month: spoken() === "ja" ? "long" : "short", day: "numeric", timeZone: "UTC" };
  return say("until", { date: new Intl.DateTimeFormat(LOCALE[spoken()], form).format(new Date(text)) });
}

/** Milliseconds as 3:54. */
export function minutes(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** Twelve digits in fours (requirements rows D-18, D-22). */
export const inFours = (digits) => digits.match(/.{4}/g).join(" ");

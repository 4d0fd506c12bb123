// The log-in form. The server counts and refuses tries; here they are only put into words.

import { at, show, write } from "./page.js";
import { ask } from "./server.js";
import { say } from "./words.js";

const KNOWN = ["wrong_credentials", "locked", "forbidden", "rate_limited", "offline", "unavailable"];

let trouble = null; // [key, gaps], kept so that it can be said in the other language

/** Have `entered(session)` called with each log-in. */
export function prepareLogIn(entered) {
  at("log-in-form").addEventListener("submit", (event) => {
    event.preventDefault();
    submit(entered);
  });
  at("reveal").addEventListener("click", () => reveal(at("password").type === "password"));
}

/** Show the form; `why` is a key of the words that say how it came to this. */
export function showLogIn(why) {
  show("log-in");
  reveal(false);
  at("password").value = "";
  sayTrouble(why);
}

/** In the language that is spoken now. */
export function putLogInWords() {
  write("log-in-trouble", trouble ? say(...trouble) : "");
  at("reveal").textContent = say(at("password").type === "password" ? "reveal" : "conceal");
}

async function submit(entered) {
  const [id, password] = [at("login-id").value.trim(), at("password").value];
  if (!id || !password) {
    sayTrouble("trouble_empty");
    at(id ? "password" : "login-id").focus();
    return;
  }
  busy(true);
  sayTrouble(null);
  try {
    const session = await ask("POST", "sessions", { body: { login_id: id, password } });
    at("password").value = "";
    entered(session);
  } catch (why) {
    const kind = KNOWN.includes(why.kind) ? why.kind : "unavailable";
    sayTrouble(`trouble_${kind}`, { seconds: why.retryAfter || 5 });
    at("password").select();
  } finally {
    busy(false);
  }
}

function sayTrouble(key, gaps) {
  trouble = key ? [key, gaps] : null;
  putLogInWords();
}

function reveal(visible) {
  at("password").type = visible ? "text" : "password";
  at("reveal").setAttribute("aria-pressed", String(visible));
  putLogInWords();
}

function busy(waiting) {
  at("log-in-button").disabled = waiting;
  at("log-in-button").textContent = say(waiting ? "logging_in" : "log_in");
}

// What Streamlit cannot do without a script: its own English words, <html lang>, moving the view.

function set(element, attribute, value) {
  if (element && element.getAttribute(attribute) !== value) element.setAttribute(attribute, value);
}

function say(element, words) {
  if (element && element.textContent !== words) element.textContent = words;
}

// Screen readers and hyphenation go by <html lang>; some names are fixed in Streamlit's own code.
function followLanguage() {
  const page = document.getElementById("p4c-page");
  if (!page) return;
  const { language, menu, send, skip, choose, reveal } = page.dataset;
  set(document.documentElement, "lang", language);
  set(document.querySelector('[data-testid="stSelectbox"] button'), "aria-label", menu);
  set(document.querySelector('[data-testid="stChatInputSubmitButton"]'), "aria-label", send);
  set(document.querySelector('[data-testid="stTextInputRootElement"] button'), "aria-label", reveal);
  set(document.querySelector('[data-testid="stFileUploaderDropzoneInput"]'), "aria-label", choose);
  say(document.querySelector('[data-testid="stFileUploaderDropzone"] button p'), choose);
  say(document.querySelector('a[href="#stMain"]'), skip);
  // To the chat: opened in a new tab, Streamlit's own "?lang=et" would stay on the page.
  document.querySelectorAll('[data-testid="stPageLink"] a[href^="?"]').forEach((link) => {
    set(link, "href", `./${link.getAttribute("href")}`);
  });
}

// Streamlit's buttons cannot say that they are pressed.
function markThumbs() {
  document.querySelectorAll('[class*="st-key-thumb-"] button').forEach((button) => {
    const isPressed = button.dataset.testid === "stBaseButton-primary";
    set(button, "aria-pressed", String(isPressed));
  });
}

// The turns of the conversation: the page Quality shows others, which the view must not jump to.
const TURNS = ".st-key-p4c-turns .p4c-turn";

// A new question, its answer and a refusal are brought into view, and read out as they come.
let shown = "";
function showNewest() {
  set(document.querySelector(".st-key-p4c-turns"), "role", "log");
  const turns = document.querySelectorAll(TURNS);
  const newest = turns[turns.length - 1];
  const refusal = refused();
  const answered = newest && !newest.querySelector(".p4c-waiting");
  // The thumbs come a moment after their answer, and only with them there is room to move the view.
  const thumbs = document.querySelectorAll('[class*="st-key-p4c-thumbs-"]').length;
  const now = [turns.length, answered, thumbs, refusal && refusal.textContent].join();
  if (now === shown) return;
  shown = now;
  if (document.querySelector('[role="listbox"]')) return; // an open menu closes when the view moves
  if (refusal) refusal.scrollIntoView({ block: "nearest" });
  else if (newest) newest.scrollIntoView({ block: "start" });
}

// Until the server has taken a question, another click could overtake it: Streamlit then drops the
// question (seen with 1.67 on a busy server). So clicks wait until the question stands in the page.
const LONGEST_WAIT_MS = 15000;
let sentAt = null;
const seen = () => document.querySelectorAll(TURNS).length;
const refused = () => document.querySelector('[data-testid="stHtml"] > .p4c-failure');

function hold(on) {
  sentAt = on ? seen() : null;
  const rest = document.querySelectorAll(".st-key-p4c-header, .st-key-p4c-examples, .st-key-p4c-turns");
  rest.forEach((part) => part.toggleAttribute("inert", on));
}

function holdWhileSending(event) {
  const box = event.target.closest('[data-testid="stChatInputTextArea"]');
  const button = event.target.closest('[data-testid="stChatInputSubmitButton"]');
  const enter = box && event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (!enter && !(button && event.type === "click")) return;
  if (sentAt !== null) {
    event.preventDefault();
    event.stopPropagation();
  } else if (document.querySelector('[data-testid="stChatInputTextArea"]').value.trim()) {
    hold(true);
    setTimeout(hold, LONGEST_WAIT_MS, false);
  }
}

function releaseWhenTaken() {
  if (sentAt !== null && (seen() > sentAt || refused())) hold(false);
}

// A marker opens its source and puts the focus there.
function openSource(event) {
  const marker = event.target.closest("a.p4c-marker");
  if (!marker) return;
  const source = document.getElementById(marker.getAttribute("href").slice(1));
  if (!source) return;
  event.preventDefault();
  source.open = true;
  source.querySelector("summary").focus({ preventScroll: true });
  source.scrollIntoView({ block: "nearest" });
}

new MutationObserver(() => {
  followLanguage();
  markThumbs();
  releaseWhenTaken();
  showNewest();
}).observe(document.body, { childList: true, subtree: true, attributeFilter: ["kind"] });
document.addEventListener("click", openSource);
document.addEventListener("keydown", holdWhileSending, true);
document.addEventListener("click", holdWhileSending, true);

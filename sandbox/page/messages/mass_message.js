// Mass messages, greetings and other bodies without `msgtype`: a text and attachments.

import { act } from "../actions.js";
import { element, items } from "../element.js";
import { word } from "../words.js";
import { file } from "./file.js";
import { image } from "./image.js";
import { webLink } from "./link.js";
import { miniprogram } from "./miniprogram.js";
import { video } from "./video.js";

const ATTACHMENTS = { image, link: webLink, miniprogram, video, file };

/// What became of a mass message at a recipient, by its `status`.
const STATES = ["", "✓", "massNotAFriend", "massLimit"];

export function massMessage(context) {
  const shown = asReceived(context);
  const task = context.entry.mass?.tasks.find(({ member }) => member.toLowerCase() === context.member.toLowerCase());
  return task ? element("div.mass-task", {}, shown, taskOf(context, task)) : shown;
}

/// As the customer sees it.
function asReceived(context) {
  const { body } = context;
  const attachment = (item) => Object.hasOwn(ATTACHMENTS, item.msgtype) && ATTACHMENTS[item.msgtype](context, item[item.msgtype] ?? {});
  return element("div.mass", {},
    body.text?.content !== undefined && element("p.text", {}, context.text("text.content", body.text.content)),
    items(body.attachments).map((item) => element("div.attachment", {}, attachment(item))));
}

/// What the member has to do: WeCom hands it to the member, who confirms it and so sends it.
function taskOf(context, task) {
  const { mass } = context.entry;
  const state = mass.cancelled ? "massCancelled" : task.sent ? "massSent" : "massWaiting";
  const recipient = ({ id, status }) => element("li", {}, id, task.sent && ` ${STATES[status]?.startsWith("mass") ? word(STATES[status]) : STATES[status] ?? ""}`);
  const problem = element("p.problem", { role: "status" });
  const confirm = async () => {
    problem.textContent = (await act({ action: "confirm", member: task.member, message: mass.message_id })).error ?? "";
  };
  return [
    element("p.kind", { "data-state": state }, word(state)),
    element("ul.recipients", {}, task.recipients.map(recipient)),
    state === "massWaiting" && element("div.buttons", {}, element("button.style-1", { type: "button", onclick: confirm }, word("massConfirm"))),
    problem,
  ];
}

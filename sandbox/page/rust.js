// A request as the Rust that sends it again.

/// What the client has for the request: a whole body, a message of any type, or the body alone.
export function rust({ path, body }) {
  const json = (value) => `serde_json::json!(${JSON.stringify(value, null, 4)})`;
  if (path.endsWith("/cgi-bin/message/send")) return `let receipt = client.send_message(${json(body)})?;\n`;
  const type = body?.msgtype;
  if (typeof type !== "string") return `let body = ${json(body)};\n`;
  return `let message = wecom_message::Raw::new(${JSON.stringify(type)}, ${json(body[type] ?? null)});\n`;
}

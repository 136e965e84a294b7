// What a user does on the page; the sandbox calls the program's callback URL.

/// The call and its answer, or the reason why there was none.
export async function act(action) {
  const headers = { "content-type": "application/json" };
  const response = await fetch("actions", { method: "POST", headers, body: JSON.stringify(action) });
  return response.json();
}

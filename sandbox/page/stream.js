// Everything that happened, and then everything as it happens.

/// Feeds the store; `tell` hears whether the sandbox is there. The browser connects again by itself.
export function follow(store, tell) {
  const source = new EventSource("happenings");
  source.addEventListener("open", () => tell(true));
  source.addEventListener("error", () => tell(false));
  source.addEventListener("message", (event) => store.add(JSON.parse(event.data)));
}

export async function descriptions() {
  const response = await fetch("descriptions");
  return response.json();
}

/** Keeps a text in the browser if it can: storage may be full or forbidden. An empty one goes. */
export function keep(name, text) {
  try {
    if (text) localStorage.setItem(name, text);
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

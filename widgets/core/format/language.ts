/** The language that the page gives an element, across shadow roots; else the reader's own. */
export function languageOf(element: Element): string {
  for (let node: Element | undefined = element; node; node = (node.getRootNode() as ShadowRoot).host) {
    const { lang } = node.closest<HTMLElement>('[lang]') ?? {};
    if (lang) return lang;
  }
  return navigator.language;
}

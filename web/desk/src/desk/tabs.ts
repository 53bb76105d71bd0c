/**
 * Tabs as the ARIA Authoring Practices have them (https://www.w3.org/WAI/ARIA/apg/patterns/tabs/): one stop for the Tab key, arrows,
 * Home and End go between them and select at once, in the direction of the writing.
 *
 * @param onSelect told the tab's `data-tab`, also for the first one
 * @returns selects a tab by that name; a name without a tab is ignored
 */
export function createTabs(list: HTMLElement, onSelect: (name: string) => void): (name: string) => void {
  const tabs = () => [...list.querySelectorAll<HTMLElement>('[role="tab"]')];
  const select = (chosen: HTMLElement) => {
    for (const tab of tabs()) {
      const selected = tab === chosen;
      tab.setAttribute('aria-selected', String(selected));
      tab.tabIndex = selected ? 0 : -1;
    }
    onSelect(chosen.dataset['tab'] ?? '');
  };
  list.addEventListener('click', ({ target }) => {
    const tab = target instanceof Element ? target.closest<HTMLElement>('[role="tab"]') : null;
    if (tab !== null) select(tab);
  });
  list.addEventListener('keydown', event => {
    const all = tabs();
    const at = all.findIndex(tab => tab === document.activeElement);
    const onward = getComputedStyle(list).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    const back = onward === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
    const moves: Record<string, number> = { [onward]: at + 1, [back]: at - 1, Home: 0, End: all.length - 1 };
    const to = moves[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    const tab = all[(to + all.length) % all.length];
    tab?.focus();
    if (tab) select(tab);
  });
  return name => {
    const tab = tabs().find(({ dataset }) => dataset['tab'] === name);
    if (tab) select(tab);
  };
}

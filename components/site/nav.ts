/** The rooms of the site, in the order of the header. `key` names the text in `site.nav`. */
export const navItems = [
  { key: 'learn', href: '/topics' },
  { key: 'labs', href: '/labs' },
  { key: 'cases', href: '/cases' },
  { key: 'review', href: '/review' },
  { key: 'progress', href: '/progress' },
  { key: 'classes', href: '/classes' },
] as const;

/** Whether a path lies in the room that starts at `href`. Both without language. */
export function isInside(pathname: string, href: string): boolean {
  return pathname === href || pathname.startsWith(`${href}/`);
}

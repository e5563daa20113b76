/** Links and navigation that keep the reader's language. Use these, not `next/link` and the router of `next/navigation`. */
export { Link } from './link';
export { getPathname } from './paths';
export { usePathname, useRouter } from './use-navigation';

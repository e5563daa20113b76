import { createNavigation } from 'next-intl/navigation';
import { routing } from './routing';

/** Links and navigation that keep the reader's language. Use these, not `next/link`. */
export const { Link, redirect, usePathname, useRouter, getPathname } = createNavigation(routing);

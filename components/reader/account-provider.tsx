'use client';

import {
  createContext,
  type ReactNode,
  startTransition,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useState,
} from 'react';

export interface SiteAccount {
  readonly id: string;
  readonly name: string;
  /** Of the reader's review; told a little later than who it is. */
  readonly review?: OwnReview;
}

interface OwnReview {
  /** Cards to be reviewed now. */
  readonly due: number;
  /** The share of cards that the reader wants still to know when they come up. */
  readonly retention: number;
}

interface AccountState {
  /** Null while nobody is signed in; undefined until the server has said so. */
  readonly account: SiteAccount | null | undefined;
  /** Asks again: somebody signed in. */
  refresh(): Promise<void>;
}

/** Who reads the page. A test says so itself. */
export const AccountContext = createContext<AccountState>({ account: undefined, refresh: async () => {} });

/** Pages are the same for everyone; this asks once who looks at them. */
export function AccountProvider({ children }: { readonly children: ReactNode }) {
  const [account, setAccount] = useState<SiteAccount | null | undefined>(undefined);
  const refresh = useCallback(async () => {
    const noteReview = (id: string, review: OwnReview) =>
      startTransition(() => setAccount((now) => (now?.id === id ? { ...now, review } : now)));
    const answer = await fetchOwn<SiteAccount>('/api/me');
    // A network that is away says nothing about who reads the page.
    if (answer === undefined) return;
    // What the server drew is not replaced by a placeholder while its code is still on its way.
    startTransition(() =>
      setAccount((last) => (answer !== null && last?.id === answer.id ? { ...last, ...answer } : answer)),
    );
    // What is due is counted among all questions: nothing that needs the account waits for it.
    if (answer !== null)
      void fetchOwn<OwnReview>('/api/me/review').then((review) => review && noteReview(answer.id, review));
  }, []);
  useEffect(() => {
    void refresh();
    // Without an answer nobody is known: the network may have been away.
    const ask = () => void refresh();
    window.addEventListener('online', ask);
    return () => window.removeEventListener('online', ask);
  }, [refresh]);
  const state = useMemo(() => ({ account, refresh }), [account, refresh]);
  return <AccountContext value={state}>{children}</AccountContext>;
}

/** The signed-in account; null while nobody is signed in, undefined until that is known. */
export function useAccount(): SiteAccount | null | undefined {
  return useContext(AccountContext).account;
}

/** Returns what asks the server again who is signed in. */
export function useRefreshAccount(): () => Promise<void> {
  return useContext(AccountContext).refresh;
}

/** What of the page belongs to its reader; null while nobody is signed in, undefined until it is known. Asked again when `revision` changes. */
export function useOwn<Own>(path: string, revision = 0): Own | null | undefined {
  const account = useAccount();
  const [own, setOwn] = useState<{ readonly key: string; readonly value: Own | null } | null>(null);
  const accountId = account?.id;
  // What was asked for one account is never shown to another.
  const key = `${accountId} ${path}`;
  useEffect(() => {
    if (accountId === undefined || revision < 0) return;
    const abort = new AbortController();
    void fetchOwn<Own>(`/api/me/${path}`, abort.signal).then((value) => {
      if (value !== undefined && !abort.signal.aborted) setOwn({ key, value });
    });
    return () => abort.abort();
  }, [accountId, path, key, revision]);
  if (account === null) return null;
  return own?.key === key ? own.value : undefined;
}

/** Undefined when no answer can be had. */
async function fetchOwn<Own>(address: string, signal?: AbortSignal): Promise<Own | null | undefined> {
  try {
    const response = await fetch(address, { cache: 'no-store', signal: signal ?? null });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}

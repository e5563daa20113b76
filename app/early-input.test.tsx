import { runInThisContext } from 'node:vm';
import { act } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, Suspense, use, useState } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Hydrated } from '@/components/site/hydrated';
import { EARLY_INPUT } from '@/scripts/early-input.mjs';

const user = userEvent.setup({ delay: null });
let root: { unmount: () => void } | null = null;

/** A page as it was sent, and what makes React take it over. */
function open(page: ReactNode) {
  const whole = (
    <>
      {page}
      <Hydrated />
    </>
  );
  const place = document.createElement('div');
  place.innerHTML = renderToString(whole);
  document.body.replaceChildren(place);
  runInThisContext(EARLY_INPUT);
  return async () => {
    await act(async () => {
      root = hydrateRoot(place, whole);
    });
    await act(() => vi.waitFor(() => expect(globalThis.earlyInput).toBeUndefined()));
  };
}

const find = <Found extends Element>(selector: string) => document.querySelector<Found>(selector) as Found;

afterEach(() => {
  act(() => root?.unmount());
  vi.useRealTimers();
});

it('what was pressed before React had the page is pressed once it has, once', async () => {
  const pressed = vi.fn();
  const hydrate = open(
    <button type="button" onClick={pressed}>
      press
    </button>,
  );
  await user.click(find('button'));
  await user.click(find('button'));
  await hydrate();
  expect(pressed).toHaveBeenCalledTimes(1);
  await user.click(find('button'));
  expect(pressed).toHaveBeenCalledTimes(2);
});

it('what somebody has kept from a part on purpose is not pressed again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  const pressed = vi.fn();
  await open(
    <button type="button" onClick={pressed}>
      press
    </button>,
  )();
  const keep = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  document.body.addEventListener('click', keep, { capture: true, once: true });
  await user.click(find('button'));
  await act(() => vi.advanceTimersByTimeAsync(1000));
  expect(pressed).not.toHaveBeenCalled();
  await user.click(find('button'));
  expect(pressed).toHaveBeenCalledTimes(1);
});

function Form({ onSend }: { readonly onSend: (sent: object) => void }) {
  const [text, setText] = useState('');
  const [isOn, setIsOn] = useState(false);
  const [way, setWay] = useState('a');
  const [size, setSize] = useState('s');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ text, isOn, way, size });
      }}
    >
      <input name="text" value={text} onChange={(event) => setText(event.target.value)} />
      <input name="on" type="checkbox" checked={isOn} onChange={() => setIsOn((was) => !was)} />
      {['a', 'b'].map((each) => (
        <input key={each} type="radio" name="way" value={each} checked={way === each} onChange={() => setWay(each)} />
      ))}
      <select value={size} onChange={(event) => setSize(event.target.value)}>
        <option>s</option>
        <option>l</option>
      </select>
      <button type="submit">send</button>
    </form>
  );
}

it('what was typed and chosen before is known to React, and is sent when the form was sent before', async () => {
  const send = vi.fn();
  const hydrate = open(<Form onSend={send} />);
  await user.type(find('[name=text]'), 'early');
  await user.click(find('[name=on]'));
  await user.click(find('[value=b]'));
  await user.selectOptions(find('select'), 'l');
  await user.click(find('button'));
  await hydrate();
  expect(send.mock.calls).toEqual([[{ text: 'early', isOn: true, way: 'b', size: 'l' }]]);
  expect(find<HTMLInputElement>('[name=text]').value).toBe('early');
  expect(find<HTMLInputElement>('[name=on]').checked).toBe(true);
});

interface PartProps {
  readonly code: () => Promise<void> | null;
  readonly onPress: () => void;
}

function Part({ code, onPress }: PartProps) {
  const fetched = code();
  if (fetched !== null) use(fetched);
  return (
    <button type="button" onClick={onPress}>
      press
    </button>
  );
}

describe('a press on a part of the page whose code has not come', () => {
  let arrive = () => {};
  let pressed = vi.fn();

  /** Opens a page whose only part waits for its code. */
  function openWaiting() {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
    pressed = vi.fn();
    let code: Promise<void> | null = null;
    const hydrate = open(
      <Suspense fallback={null}>
        <Part code={() => code} onPress={pressed} />
      </Suspense>,
    );
    code = new Promise((resolve) => {
      arrive = resolve;
    });
    return hydrate;
  }

  async function expectPressedOnceItHasCome() {
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(pressed).not.toHaveBeenCalled();
    await act(async () => arrive());
    await act(() => vi.advanceTimersByTimeAsync(1000));
    expect(pressed).toHaveBeenCalledTimes(1);
  }

  it('waits for it, before React has the page', async () => {
    const hydrate = openWaiting();
    find<HTMLButtonElement>('button').click();
    await hydrate();
    await expectPressedOnceItHasCome();
  });

  it('waits for it, once React has the rest of the page', async () => {
    await openWaiting()();
    find<HTMLButtonElement>('button').click();
    find<HTMLButtonElement>('button').click();
    await expectPressedOnceItHasCome();
  });
});

it('what the browser does by itself it does at once', () => {
  const isDone = (selector: string) => {
    const event = new MouseEvent('click', { bubbles: true, cancelable: true });
    find(selector).dispatchEvent(event);
    return !event.defaultPrevented;
  };
  open(
    <>
      <a href="#next">next</a>
      <a data-needs-react href="#other">
        other
      </a>
      <form action="#search">
        <button type="submit">search</button>
      </form>
    </>,
  );
  expect(isDone('a')).toBe(true);
  expect(isDone('[data-needs-react]')).toBe(false);
  find('form').addEventListener('submit', (event) => event.preventDefault());
  expect(isDone('button')).toBe(true);
});

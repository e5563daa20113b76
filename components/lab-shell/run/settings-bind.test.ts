import { expect, test } from 'vitest';
import type { ExploreView, RuleSwitch } from '../view/explore-view';
import { bindRules } from './settings-bind';

type Config = Readonly<Record<'a' | 'b', boolean>>;

function rule(id: 'a' | 'b'): RuleSwitch<Config> {
  return {
    id,
    source: 'test',
    text: () => ({ title: id, statement: id }),
    isOn: (config) => config[id],
    with: (config, isOn) => ({ ...config, [id]: isOn }),
  };
}

const view: ExploreView<Config> = {
  switches: [rule('a'), rule('b')],
  createWorker: () => {
    throw new Error('not here');
  },
  countText: () => null,
};
const bound = bindRules<Config, Config>(view, {
  seed: 1,
  config: { a: true, b: false },
  open: (config) => config,
  openFound: (json) => JSON.parse(json),
});

test('a switch opens a run with that one rule changed', () => {
  expect(bound.openWith('a', false)).toEqual({ a: false, b: false });
  expect(() => bound.openWith('c', false)).toThrow(RangeError);
});

test('a search about a rule leaves out that rule alone, and one about none takes the run as it is', () => {
  expect(bound.searched('a')).toEqual({ a: false, b: true });
  expect(bound.searched(null)).toEqual({ a: true, b: false });
});

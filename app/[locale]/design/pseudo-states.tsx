'use client';

import { useEffect } from 'react';

const pseudo = /:(hover|focus-visible)\b/g;

/** The parts of a rule that speak of :hover or :focus-visible, with those turned into attribute selectors; empty when there are none. */
function copyRule(rule: CSSRule): string {
  if (rule instanceof CSSStyleRule) {
    return rule.cssText.replace(pseudo, (_match, state: string) => `[data-show="${state}"]`).concat('\n');
  }
  if (rule instanceof CSSGroupingRule) {
    const inner = [...rule.cssRules].filter((child) => child.cssText.match(pseudo)).map(copyRule);
    return inner.length === 0 ? '' : `${rule.cssText.slice(0, rule.cssText.indexOf('{'))}{\n${inner.join('')}}\n`;
  }
  return '';
}

/** Lets an element of this page stand still in a state that otherwise needs a pointer or the focus: `data-show="hover"` or `"focus-visible"`. */
export function PseudoStates() {
  useEffect(() => {
    const copies = [...document.styleSheets]
      .flatMap((sheet) => [...sheet.cssRules])
      .filter((rule) => rule.cssText.match(pseudo))
      .map(copyRule);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(copies.join(''));
    document.adoptedStyleSheets.push(sheet);
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((adopted) => adopted !== sheet);
    };
  }, []);
  return null;
}

// Until React has taken a page over nobody hears a press of a button, and no text that is typed. Both are kept until it has
// (components/site/hydrated.tsx). What the browser does by itself, a link or a field that fills, it does at once.

/** Runs in the page, in its head. It keeps what was touched, in that order, each once: who presses twice has waited in vain. */
export const EARLY_INPUT = `(function () {
  var kept = new Map();
  function keep(event) {
    var element = event.target;
    event.stopImmediatePropagation();
    if (event.type === 'click') {
      element = element.closest('button, [data-needs-react]');
      if (!element || event.metaKey || event.ctrlKey || event.shiftKey) return;
      if (element.type === 'submit' && element.form && element.form.hasAttribute('action')) return;
      event.preventDefault();
    }
    kept.set(element, event.type);
  }
  function listen(change) {
    ['click', 'input', 'change'].forEach(function (type) { change(type, keep, true); });
  }
  function stop() { listen(removeEventListener); globalThis.earlyInput = undefined; }
  globalThis.earlyInput = { kept: kept, stop: stop };
  listen(addEventListener);
  addEventListener('error', function (event) { if (event.target.tagName === 'SCRIPT') stop(); }, true);
})();`.replaceAll(/\n */g, '');

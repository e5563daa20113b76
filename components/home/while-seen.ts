/** Tells whether the element can be seen, now and whenever that changes. Returns how to stop. */
export function whileSeen(element: HTMLElement, onChange: (isSeen: boolean) => void): () => void {
  let isInView = false;
  const tell = () => onChange(isInView && document.visibilityState === 'visible');
  const observer = new IntersectionObserver(([entry]) => {
    isInView = entry?.isIntersecting === true;
    tell();
  });
  observer.observe(element);
  document.addEventListener('visibilitychange', tell);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', tell);
  };
}

/** Finds in the scripts of a build what a page with a lab fetches by itself once it runs: no file of the build lists it. */

/** The scripts that a page's document names, as one text, and every script of the build. */
export interface BuiltScripts {
  readonly first: string;
  readonly all: readonly string[];
}

export interface ShownLab {
  readonly id: string;
  readonly locale: 'ko' | 'en';
  /** The component that shows it, by its exported name. */
  readonly stage: string;
}

/**
 * Paths below `.next` of the scripts with a lab's view, its texts, the shell's, and the component that shows it.
 *
 * @throws Error when the build is not written as Next.js 16 writes it.
 */
export function labScripts({ first, all }: BuiltScripts, { id, locale, stage }: ShownLab): readonly string[] {
  const entry = found(`the lab ${id}`, new RegExp(`"?${id}"?:\\{shape:"[\\w-]+",load:\\(\\)=>(.*?)\\}\\}`).exec(first));
  const [view = '', texts = ''] = entry.split('texts:');
  const shell = found('the texts of the shell', /(?<!:)(\{ko:\(\)=>\w+\.A\(\d+\),en:\(\)=>\w+\.A\(\d+\))/.exec(first));
  const imported = [view, textsIn(locale, texts), textsIn(locale, shell)].map((call) =>
    found('an import', /\.A\((\d+)\)/.exec(call)),
  );
  const files = [...imported.map((loader) => loadedBy(first, loader)), loadedFor(first, moduleOf(all, stage))];
  return [
    ...new Set(files.flatMap((list) => [...list.matchAll(/"(static\/[^"]+\.js)"/g)].map(([, file = '']) => file))),
  ];
}

function textsIn(locale: string, texts: string): string {
  return found(`texts in ${locale}`, new RegExp(`${locale}:\\(\\)=>(\\w+\\.A\\(\\d+\\))`).exec(texts));
}

/** `7,e=>{e.v(t=>Promise.all(["static/…js"].map(…)).then(()=>t(8)))}`: a module that fetches the scripts of another one. */
function loadedBy(first: string, loader: string): string {
  return found(
    `what loads ${loader}`,
    new RegExp(`\\b${loader},\\w+=>\\{\\w+\\.v\\(\\w+=>Promise\\.all\\((\\[[^\\]]*\\])`).exec(first),
  );
}

function loadedFor(first: string, module: string): string {
  const pattern = `Promise\\.all\\((\\[[^\\]]*\\])\\.map\\(\\w+=>\\w+\\.l\\(\\w+\\)\\)\\)\\.then\\(\\(\\)=>\\w+\\(${module}\\)\\)`;
  return found(`what loads for ${module}`, new RegExp(pattern).exec(first));
}

function moduleOf(all: readonly string[], exported: string): string {
  const pattern = new RegExp(`\\["${exported}",0,[\\s\\S]*?\\],(\\d+)\\)`);
  return found(exported, all.map((script) => pattern.exec(script)).find((match) => match !== null) ?? null);
}

function found(what: string, match: RegExpExecArray | null): string {
  if (match?.[1] === undefined)
    throw new Error(`${what} is not in the build's scripts, or they are written in another way`);
  return match[1];
}

import { expect, it } from 'vitest';
import { labScripts } from './lab-scripts';

const loader = (id: number, files: string, module: number) =>
  `${id},e=>{e.v(t=>Promise.all([${files}].map(t=>e.l(t))).then(()=>t(${module})))}`;

const first = [
  'e=>{let a={ko:()=>e.A(1),en:()=>e.A(2)};e.s(["f",0,{"hash-ring":{shape:"wide",load:()=>e.A(3).then(e=>e.view),',
  'texts:{ko:()=>e.A(4),en:()=>e.A(5)}},gil:{shape:"wide",load:()=>e.A(6).then(e=>e.view),texts:{ko:()=>e.A(7),en:()=>e.A(8)}}}],9)}',
  loader(2, '"static/chunks/shell-en.js"', 20),
  loader(3, '"static/chunks/shared.js","static/chunks/ring.css","static/chunks/ring.js"', 30),
  loader(5, '"static/chunks/ring-en.js"', 50),
  loader(6, '"static/chunks/gil.js"', 60),
  loader(10, '"static/chunks/shared.js","static/chunks/stage.js"', 100),
].join();
const all = [first, 'e=>{e.s(["Other",0,1],99)}', 'e=>{e.s(["PageStage",0,function(){return[1]}],100)}'];

it('finds a lab’s view, its texts and the shell’s in one language, and what shows it, each script once', () => {
  expect(labScripts({ first, all }, { id: 'hash-ring', locale: 'en', stage: 'PageStage' })).toEqual([
    'static/chunks/shared.js',
    'static/chunks/ring.js',
    'static/chunks/ring-en.js',
    'static/chunks/shell-en.js',
    'static/chunks/stage.js',
  ]);
});

it('says what it does not find', () => {
  const of = (id: string, stage: string) => () => labScripts({ first, all }, { id, locale: 'en', stage });
  expect(of('raft', 'PageStage')).toThrow('the lab raft is not in the build’s scripts'.replace('’', "'"));
  expect(of('hash-ring', 'NoStage')).toThrow('NoStage');
});

import { bind } from './bind';
import { greenletExceptions, raised } from './errors';
import { isCallable, nameOf, type Runtime, thrownException } from './runtime';
import { Greenlet, type Py, type PyClass, PyModule, PyNative, typeOf } from './values';

/** greenlet 2.0: `switch`, `throw`, `parent`, `dead`; its class is made with the machine, whose main greenlet is one. */
export function greenletModule(runtime: Runtime): PyModule {
  const { machine } = runtime;
  const type = machine.greenletClass;
  const getcurrent = new PyNative('getcurrent', () => machine.current);
  type.make = (args, keywords) => {
    const { run, parent } = bind('greenlet', args, keywords, [], { run: null, parent: null });
    if (parent !== null && !(parent instanceof Greenlet)) {
      throw raised('TypeError', `parent must be a greenlet, not ${typeOf(parent).name}`);
    }
    const made = new Greenlet(type, run, parent ?? machine.current);
    made.label = machine.labelFor(run === null ? 'greenlet' : nameOf(run));
    return made;
  };
  addGreenletMembers(type, runtime);
  type.methods.set('getcurrent', () => machine.current);
  return new PyModule(
    'greenlet',
    new Map<string, Py>([
      ['greenlet', type],
      ['getcurrent', getcurrent],
      ['GreenletExit', greenletExceptions.GreenletExit],
      ['error', greenletExceptions.error],
    ]),
  );
}

function addGreenletMembers({ methods, getters, setters }: PyClass, runtime: Runtime): void {
  const { machine } = runtime;
  methods.set('switch', (self: Greenlet, args, keywords) => machine.switchTo(self, args, keywords));
  methods.set('throw', function* (self: Greenlet, args) {
    return yield* machine.throwInto(self, yield* thrownException(runtime, args));
  });
  methods.set('__bool__', (self: Greenlet) => self.status === 'active');
  getters.set('dead', (self: Greenlet) => self.isDead);
  getters.set('parent', (self: Greenlet) => self.parent);
  getters.set('run', (self: Greenlet) => {
    if (self.run === null) throw raised('AttributeError', 'run');
    return self.run;
  });
  setters.set('run', (self: Greenlet, value: Py) => {
    if (self.status !== 'new') throw raised('AttributeError', 'run cannot be set after the start of the greenlet');
    self.run = value;
  });
  setters.set('parent', (self: Greenlet, value: Py) => {
    if (!(value instanceof Greenlet)) throw raised('TypeError', 'parent must be a greenlet');
    for (let each: Greenlet | null = value; each !== null; each = each.parent) {
      if (each === self) throw raised('ValueError', 'cyclic parent chain');
    }
    if (self === machine.main) throw raised('AttributeError', 'cannot set the parent of a main greenlet');
    self.parent = value;
  });
}

export function needCallable(value: Py, message: string): void {
  if (!isCallable(value)) throw raised('TypeError', message);
}

import { PyClass, PyException, Raised } from './values';

const BaseException = new PyClass('BaseException', null);
const Exception = new PyClass('Exception', BaseException);
const under = (name: string, base: PyClass = Exception) => new PyClass(name, base);
const ArithmeticError = under('ArithmeticError');
const LookupError = under('LookupError');
const RuntimeError = under('RuntimeError');
const NameError = under('NameError');
const ImportError = under('ImportError');

/** The exceptions that a program can name without an import. */
export const exceptions = {
  BaseException,
  Exception,
  ArithmeticError,
  ZeroDivisionError: under('ZeroDivisionError', ArithmeticError),
  OverflowError: under('OverflowError', ArithmeticError),
  AssertionError: under('AssertionError'),
  AttributeError: under('AttributeError'),
  EOFError: under('EOFError'),
  ImportError,
  ModuleNotFoundError: under('ModuleNotFoundError', ImportError),
  LookupError,
  IndexError: under('IndexError', LookupError),
  KeyError: under('KeyError', LookupError),
  NameError,
  UnboundLocalError: under('UnboundLocalError', NameError),
  OSError: under('OSError'),
  RuntimeError,
  NotImplementedError: under('NotImplementedError', RuntimeError),
  RecursionError: under('RecursionError', RuntimeError),
  StopIteration: under('StopIteration'),
  TypeError: under('TypeError'),
  ValueError: under('ValueError'),
  KeyboardInterrupt: under('KeyboardInterrupt', BaseException),
  SystemExit: under('SystemExit', BaseException),
  GeneratorExit: under('GeneratorExit', BaseException),
  SystemError: under('SystemError'),
} as const;
for (const each of Object.values(exceptions)) each.make = (args) => new PyException(each, args);

export type ExceptionName = keyof typeof exceptions;

/** A further class of exceptions, such as gevent's. */
export function exceptionClass(name: string, base: PyClass): PyClass {
  const made = new PyClass(name, base);
  made.make = (args) => new PyException(made, args);
  return made;
}

/** Greenlet's own: `greenlet.error` and what ends a greenlet quietly. */
export const greenletExceptions = {
  error: exceptionClass('error', Exception),
  GreenletExit: exceptionClass('GreenletExit', BaseException),
} as const;

/** To be thrown: `throw raised('TypeError', 'why')`. */
export function raised(name: ExceptionName | PyClass, message: string): Raised {
  const type = typeof name === 'string' ? exceptions[name] : name;
  return new Raised(new PyException(type, [message]));
}

/** What our own code threw as the exception that a program sees; anything else is a fault of ours and goes on. */
export function exceptionOf(error: unknown): PyException {
  if (error instanceof Raised) return error.exception;
  throw error;
}

/** Reads what `next build --analyze` writes: files of a length, that many bytes of JSON, and tables that are not read here. */

/** A module's share of a script: bytes of its code compressed by itself, so shares add up to somewhat more than the script. */
export interface ModuleShare {
  /** Its path in the project, such as `components/ui/button.tsx`. */
  readonly module: string;
  readonly bytes: number;
}

interface Header {
  readonly sources: readonly { readonly parent_source_index: number | null; readonly path: string }[];
  readonly output_files: readonly { readonly filename: string }[];
  readonly chunk_parts: readonly {
    readonly source_index: number;
    readonly output_file_index: number;
    readonly compressed_size: number;
  }[];
  readonly chunk_groups: readonly { readonly kind: string; readonly output_file_indices: readonly number[] }[];
}

const CLIENT = '[client-fs]/_next/';
const PROJECT = '[project]/';

/** @throws Error when the file is none of these, or one of another version of Next.js. */
function readHeader<Key extends keyof Header>(bytes: Buffer, keys: readonly Key[]): Pick<Header, Key> {
  const length = bytes.length < 4 ? 0 : bytes.readUInt32BE(0);
  const header = length === 0 ? {} : JSON.parse(bytes.toString('utf8', 4, 4 + length));
  for (const key of keys) {
    if (!Array.isArray(header[key])) throw new Error(`the analysis of the build has no list of ${key}`);
  }
  return header;
}

/**
 * The modules of what one route loads at first, by its `analyze.data`, the largest first. The scripts have other names there than in the
 * build, so a module is known by its route alone.
 *
 * @param imported modules that the page imports by itself: what comes with them counts, too
 */
export function firstModules(bytes: Buffer, imported: readonly string[] = []): readonly ModuleShare[] {
  const keys = ['sources', 'output_files', 'chunk_parts', 'chunk_groups'] as const;
  const { sources, output_files, chunk_parts, chunk_groups } = readHeader(bytes, keys);
  const sourceAt = (index: number): string => {
    const source = sources[index];
    if (source === undefined) throw new Error(`the analysis of the build has no source ${index}`);
    const parent = source.parent_source_index;
    return parent === null ? source.path : sourceAt(parent) + source.path;
  };

  const isImported = new Set(
    chunk_parts
      .filter(({ source_index }) => imported.includes(inProject(sourceAt(source_index))))
      .map(({ output_file_index }) => output_file_index),
  );
  const first = new Set(
    chunk_groups
      .filter(
        ({ kind, output_file_indices }) => kind !== 'async' || output_file_indices.some((file) => isImported.has(file)),
      )
      .flatMap(({ output_file_indices }) => output_file_indices),
  );

  const shares = new Map<string, number>();
  for (const { source_index, output_file_index, compressed_size } of chunk_parts) {
    const file = output_files[output_file_index]?.filename ?? '';
    if (!first.has(output_file_index) || !file.startsWith(CLIENT) || !file.endsWith('.js')) continue;
    const module = inProject(sourceAt(source_index));
    // A source is there once for each of its parts and once for each way that leads to it; the largest is all of it.
    shares.set(module, Math.max(shares.get(module) ?? 0, compressed_size));
  }
  return [...shares].map(([module, bytes]) => ({ module, bytes })).sort((a, b) => b.bytes - a.bytes);
}

function inProject(path: string): string {
  return path.startsWith(PROJECT) ? path.slice(PROJECT.length) : path;
}

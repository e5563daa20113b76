/** The learning paths, as lists of topic numbers. Texts are in `messages/`, below `paths`. */
export const paths = [
  {
    id: 'foundations',
    topics: ['05', '06', '01', '02', '03', '04'],
    /** The stages that the path is walked in, where it has some. */
    steps: [
      { id: 'root', topics: ['05', '06'] },
      { id: 'language', topics: ['01', '02'] },
      { id: 'protocol', topics: ['03'] },
      { id: 'application', topics: ['04'] },
    ],
  },
  { id: 'fast', topics: ['05', '06', '04'] },
  { id: 'full', topics: ['05', '06', '01', '02', '03', '04'] },
  { id: 'distributed-systems', topics: ['12', '14', '13', '07', '08', '09', '10', '11'] },
  { id: 'application-architecture', topics: ['15', '16', '18', '17'] },
  { id: 'ai-systems', topics: ['19', '20', '24', '27'] },
] as const;

export type PathId = (typeof paths)[number]['id'];

export function isPathId(id: string): id is PathId {
  return paths.some((path) => path.id === id);
}

/** The learning paths, as lists of topic numbers. Texts are in `messages/`, below `paths`. */
export const paths = [
  { id: 'foundations', topics: ['05', '06', '01', '02', '03', '04'] },
  { id: 'distributed-systems', topics: ['12', '14', '13', '07', '08', '09', '10', '11'] },
  { id: 'application-architecture', topics: ['15', '16', '18', '17'] },
  { id: 'ai-systems', topics: ['19', '20', '24', '27'] },
] as const;

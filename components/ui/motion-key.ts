/** Where the browser keeps how much may move. Alone here, for it is also asked for outside React. */
export const motionStorageKey = 'interleave.motion';

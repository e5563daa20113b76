/** One number that is seen to become another: bars and names of lanes follow it. */
export { animate } from 'framer-motion';

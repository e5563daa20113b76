/** With layout animation: rows that change places are seen to do so. */
export { domMax } from 'framer-motion';

import { serveExplorer } from '@/components/lab-shell/explore-serve';
import { ioMultiplexingLab } from '@/sim/io-multiplexing/lab';

serveExplorer(ioMultiplexingLab);

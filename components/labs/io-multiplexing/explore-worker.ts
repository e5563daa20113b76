import { serveExplorer } from '@/components/lab-shell/explore/explore-serve';
import { ioMultiplexingLab } from '@/sim/io-multiplexing/lab';

serveExplorer(ioMultiplexingLab);

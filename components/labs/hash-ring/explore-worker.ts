import { serveExplorer } from '@/components/lab-shell/explore/explore-serve';
import { hashRingLab } from '@/sim/hash-ring/lab';

serveExplorer(hashRingLab);

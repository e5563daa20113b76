import { serveExplorer } from '@/components/lab-shell/explore/explore-serve';
import { workerPoolsLab } from '@/sim/worker-pools/lab';

serveExplorer(workerPoolsLab);

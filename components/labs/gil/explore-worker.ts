import { serveExplorer } from '@/components/lab-shell/explore/explore-serve';
import { gilLab } from '@/sim/gil/lab';

serveExplorer(gilLab);

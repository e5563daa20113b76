import { serveExplorer } from '@/components/lab-shell/explore/explore-serve';
import { autoscalingLab } from '@/sim/autoscaling/lab';

serveExplorer(autoscalingLab);

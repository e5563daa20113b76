import { serveExplorer } from '@/components/lab-shell/explore/explore-serve';
import { concurrencyModelsLab } from '@/sim/concurrency-models/lab';

serveExplorer(concurrencyModelsLab);

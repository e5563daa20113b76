import { serveExplorer } from '@/components/lab-shell/explore-serve';
import { raftLab } from '@/sim/raft/lab';

serveExplorer(raftLab);

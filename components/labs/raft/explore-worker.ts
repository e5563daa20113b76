import { serveExplorer } from '@/components/lab-shell/explore/explore-serve';
import { raftLab } from '@/sim/raft/lab';

serveExplorer(raftLab);

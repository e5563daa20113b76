'use client';

import { RotateCw } from 'lucide-react';
import { Button } from '@/components/ui/button';

export function ReloadButton({ label }: { readonly label: string }) {
  return (
    <Button icon={<RotateCw aria-hidden="true" className="size-4" />} onClick={() => window.location.reload()}>
      {label}
    </Button>
  );
}

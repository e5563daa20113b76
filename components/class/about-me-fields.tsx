import { useTranslations } from 'next-intl';
import { Checkbox } from '@/components/ui/checkbox';
import { TextField } from '@/components/ui/text-field';

export interface AboutMe {
  readonly alias: string;
  readonly studentNumber: string;
  readonly showsStanding: boolean;
}

/** What a learner says about themselves in a class. */
export function AboutMeFields({ alias, studentNumber, showsStanding }: AboutMe) {
  const t = useTranslations('classes');
  return (
    <div className="flex flex-col gap-5">
      <TextField name="alias" label={t('alias')} description={t('aliasHint')} defaultValue={alias} autoComplete="off" />
      <TextField
        name="studentNumber"
        label={t('studentNumber')}
        description={t('studentNumberHint')}
        defaultValue={studentNumber}
        autoComplete="off"
      />
      <Checkbox
        name="showsStanding"
        label={t('showsStanding')}
        description={t('showsStandingHint')}
        defaultChecked={showsStanding}
      />
    </div>
  );
}

/** What a form with {@link AboutMeFields} says. */
export function readAboutMe(form: HTMLFormElement): AboutMe {
  const data = new FormData(form);
  return {
    alias: String(data.get('alias') ?? ''),
    studentNumber: String(data.get('studentNumber') ?? ''),
    showsStanding: data.get('showsStanding') !== null,
  };
}

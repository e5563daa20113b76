import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { ActionMenu } from '@/components/ui/action-menu';
import { Button } from '@/components/ui/button';
import { CheckboxGroup, RadioGroup } from '@/components/ui/choice-group';
import { Dialog } from '@/components/ui/dialog';
import { Select } from '@/components/ui/select';
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs';
import { TextField } from '@/components/ui/text-field';
import { renderPage } from './render-page';

const choices = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
const radio = (name: string) => screen.getByRole<HTMLInputElement>('radio', { name });

function Group({ readOnly = false }) {
  const [value, setValue] = useState<string | null>('a');
  const group = { name: 'g', legend: 'Which?', choices, readOnly, error: 'Choose one.' };
  return <RadioGroup {...group} value={value} onValueChange={setValue} />;
}

describe('one of several choices', () => {
  it('is chosen by its text, and the group says what is asked and what is wrong', async () => {
    const user = renderPage(<Group />);
    await user.click(screen.getByText('b'));
    expect(radio('b').checked).toBe(true);
    const group = screen.getByRole('radiogroup', { name: 'Which?' });
    const described = document.getElementById(group.getAttribute('aria-describedby') ?? '');
    expect(described?.textContent).toBe('Choose one.');
    expect(group.getAttribute('aria-invalid')).toBe('true');
  });

  it('that is answered can be read and not changed', async () => {
    const user = renderPage(<Group readOnly />);
    await user.click(radio('c'));
    expect([radio('a').checked, radio('c').checked]).toEqual([true, false]);
  });
});

it('any number of choices are taken and taken back', async () => {
  const onValueChange = vi.fn();
  const user = renderPage(
    <CheckboxGroup name="g" legend="Which?" choices={choices} value={['a']} onValueChange={onValueChange} />,
  );
  await user.click(screen.getByRole('checkbox', { name: 'b' }));
  await user.click(screen.getByRole('checkbox', { name: 'a' }));
  expect(onValueChange.mock.calls).toEqual([[['a', 'b']], [[]]]);
});

it('a list says what is to be chosen until it is', async () => {
  const onValueChange = vi.fn();
  const items = [{ value: 'x', label: 'X' }];
  const user = renderPage(
    <Select name="s" label="Letter" items={items} placeholder="Choose" onValueChange={onValueChange} />,
  );
  const list = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Letter' });
  expect(list.selectedOptions[0]?.textContent).toBe('Choose');
  await user.selectOptions(list, 'X');
  expect(onValueChange).toHaveBeenCalledWith('x');
});

it('a field is described by its hint and by what is wrong', () => {
  renderPage(<TextField name="f" label="Name" description="Yours." error="Too long." />);
  const field = screen.getByLabelText('Name');
  const ids = field.getAttribute('aria-describedby')?.split(' ') ?? [];
  expect(ids.map((id) => document.getElementById(id)?.textContent)).toEqual(['Yours.', 'Too long.']);
});

it('of tabs one is in the order of the keyboard, and arrow keys, Home and End go to the others', async () => {
  const user = renderPage(
    <Tabs defaultValue="a">
      <TabList label="Panels">
        {choices.map(({ value }) => (
          <Tab key={value} value={value}>
            {value}
          </Tab>
        ))}
      </TabList>
      {choices.map(({ value }) => (
        <TabPanel key={value} value={value}>
          about {value}
        </TabPanel>
      ))}
    </Tabs>,
  );
  const focused = () => document.activeElement?.textContent;
  await user.tab();
  expect(focused()).toBe('a');
  await user.keyboard('{ArrowLeft}');
  expect(focused()).toBe('c');
  await user.keyboard('{Home}{ArrowRight}');
  expect(focused()).toBe('b');
  // Going there does not yet choose it.
  expect(screen.getByRole('tabpanel', { name: 'a' })).toBeTruthy();
  await user.keyboard('{Enter}');
  expect(screen.getByRole('tabpanel', { name: 'b' }).textContent).toBe('about b');
});

function Page() {
  const [isOpen, setIsOpen] = useState(false);
  return <Dialog title="Import" isOpen={isOpen} onOpenChange={setIsOpen} trigger={<Button>Open</Button>} />;
}

it('a dialog is loaded and opened by its button, and gives the focus back', async () => {
  const user = renderPage(<Page />);
  const button = screen.getByRole('button', { name: 'Open' });
  await user.click(button);
  expect(await screen.findByRole('dialog', { name: 'Import' })).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(document.activeElement).toBe(button);
});

it('a menu is loaded and opened by its button, and does what is chosen', async () => {
  const onSelect = vi.fn();
  const actions = [{ label: 'Queue', icon: null, onSelect }];
  const user = renderPage(<ActionMenu trigger={<Button>Add</Button>} actions={actions} />);
  await user.click(screen.getByRole('button', { name: 'Add' }));
  await user.click(await screen.findByRole('menuitem', { name: 'Queue' }));
  expect(onSelect).toHaveBeenCalledTimes(1);
});

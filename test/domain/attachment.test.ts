import { shownName } from '../../core/domain/attachment.ts';

describe('how a file is called to people', () => {
  test.each([
    ['Снимок экрана.png', 'png', 'Снимок экрана.png'],
    ['IMG_0001.JPG', 'jpeg', 'IMG_0001.jpg'],
    ['../../etc/passwd', 'text', 'passwd.txt'],
    [String.raw`C:\Users\Елена\паспорт.pdf`, 'pdf', 'паспорт.pdf'],
    ['a\0.png', 'png', 'a.png'],
    ['CON', 'text', 'file-CON.txt'],
    ['NUL.txt', 'text', 'file-NUL.txt'],
    ['', 'pdf', 'file.pdf'],
    ['...', 'pdf', 'file.pdf'],
    ['photo.exe', 'jpeg', 'photo.exe.jpg'],
    ['install.bat', 'text', 'install.bat.txt'],
    ['page.html', 'text', 'page.html.txt'],
    ['a"\r\nX-Evil: y.pdf', 'pdf', 'a X-Evil y.pdf'],
    ['\u202efdp.exe', 'pdf', 'fdp.exe.pdf'],
    ['заявление\u200b\u2066.xml', 'xml', 'заявление.xml'],
    ['server.log', 'text', 'server.log'],
    ['\ud800.png', 'png', '\ufffd.png'],
  ] as const)('%j is shown as %#', (told, kind, shown) => {
    expect(shownName(told, kind)).toBe(shown);
  });

  test('500 characters become bounded, whole characters and the ending stay', () => {
    const name = shownName(`${'👨‍👩‍👧‍👦'.repeat(200)}.png`, 'png');
    expect(name.length).toBeLessThan(1000);
    expect(name).toMatch(/\.png$/u);
    expect(name.isWellFormed()).toBe(true);
    expect(shownName(`${'я'.repeat(500)}.pdf`, 'pdf')).toBe(`${'я'.repeat(80)}.pdf`);
    expect(shownName(`z${'\u0301'.repeat(500)}.pdf`, 'pdf').length).toBeLessThan(20);
  });
});

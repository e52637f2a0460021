// One address, as people write it; quotes and spaces have no business in one that opens a mail program.
const mailAddress = /^[A-Za-z0-9.!#$&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;
const phoneNumber = /^\+?[0-9][0-9 ()/-]{1,30}$/;

/** Whether a text is one plain mail address. */
export const isMailAddress = (text: string): boolean => text.length <= 254 && mailAddress.test(text);

/** Whether a text is a phone number that a dialler takes. */
export const isPhoneNumber = (text: string): boolean => phoneNumber.test(text);

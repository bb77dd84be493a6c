/* What can be measured of a page's looks; run inside of the page. */

'use strict';

/* Gives a line for each fault: it can be scrolled sideways, a target is too small for a
 * finger, a text is too pale for its ground (WCAG 1.4.3). */
function inspect(isPhone) {
    const root = document.documentElement, faults = [];
    const TARGET = 44, CONTRAST = 4.5, LARGE = 3;

    function numbers(colour) {
        const found = (colour.match(/[\d.]+/g) || []).map(Number);

        return found.length === 3 ? found.concat(1) : found;
    }

    function luminance(colour) {
        const [r, g, b] = colour.slice(0, 3).map((value) => value / 255)
            .map((value) => (value <= 0.03928 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4)));

        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    }

    function ground(node) {
        for (let at = node; at; at = at.parentElement) {
            const colour = numbers(getComputedStyle(at).backgroundColor);

            if (colour[3] === 1)
                return colour;
        }
        return [255, 255, 255, 1];
    }

    function isSeen(node) {
        const box = node.getBoundingClientRect();

        return box.width > 1 && box.height > 1 && getComputedStyle(node).visibility === 'visible' &&
            getComputedStyle(node).opacity !== '0';
    }

    function contrast(node) {
        const style = getComputedStyle(node);
        const light = luminance(numbers(style.color)), dark = luminance(ground(node));

        return (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
    }

    if (root.scrollWidth > root.clientWidth)
        faults.push('it is ' + root.scrollWidth + ' wide, and ' + root.clientWidth + ' can be seen');
    document.querySelectorAll('button, .choice, input:not([type=radio]), select, a').forEach((node) => {
        const box = node.getBoundingClientRect();

        if (isSeen(node) && (box.height < TARGET - 0.5 || (isPhone && box.width < TARGET - 0.5)))
            faults.push('"' + (node.textContent || node.id) + '" is only ' + Math.round(box.width) + ' by ' +
                Math.round(box.height));
    });
    document.querySelectorAll('body *').forEach((node) => {
        const hasText = Array.from(node.childNodes).some((child) => child.nodeType === 3 && child.data.trim() !== '');
        const style = getComputedStyle(node), size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);

        if (hasText && isSeen(node) && !node.disabled && contrast(node) < (isLarge ? LARGE : CONTRAST))
            faults.push('"' + node.textContent.slice(0, 30) + '" has a contrast of ' + contrast(node).toFixed(2));
    });
    return faults;
}

module.exports = { inspect };

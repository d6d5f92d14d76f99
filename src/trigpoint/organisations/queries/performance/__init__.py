"""
Published figures of schools: what was measured, what was published, and what stands there when no number does.

    measures         the measures that are known by name, the tables they are in, and the years without tests
    panel            one measure of many schools over years, followed through changes of URN
    national         the same of the country and its authorities; how pupils' scores were distributed (mean and SD)
    characteristics  what kind of school each was in a year: roll, free school meals, language, SEN, inspection
    school           the figures of one school, for its page and for a data pack
    reading          how a figure is read out: its unit, or a few words for the reason
    held             which tables of which years are held
"""

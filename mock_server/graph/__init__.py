"""The grammar of the Graph API, ignorant of Instagram: paths, parameters, versions, errors, wire style."""

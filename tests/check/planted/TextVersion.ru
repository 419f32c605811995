DELETE WHERE { d:text iag:textVersion ?x } ;
INSERT DATA { d:text iag:textVersion "draft" }

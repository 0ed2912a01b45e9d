-- Annotators who can see which items are gold and what their keys are: members of the project, who opened its pages or can;
-- whoever set a key of it, also after they left; and admins, to whom every project is open. What they answer on gold does
-- not measure them. Who counts is decided elsewhere: this says only whom it is true of.
CREATE VIEW sees_gold AS
SELECT n.project_id, n.no AS annotator_no
FROM annotator n
JOIN app_user u ON u.id = n.user_id
WHERE u.role = 'admin'
   OR EXISTS (SELECT 1 FROM member m WHERE m.project_id = n.project_id AND m.user_id = n.user_id)
   OR EXISTS (SELECT 1 FROM gold_version g WHERE g.project_id = n.project_id AND g.created_by_id = n.user_id);

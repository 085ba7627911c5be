<?php
// Changes the live site as its teachers and administrators do, over Moodle's own functions.
// Usage: php change.php MOODLE_FOLDER maximum MODULE POINTS RESCALE | lock MODULE USER | override MODULE USER GRADE |
//        rubric MODULE | enrol MODULE USER | unenrol MODULE USER | maintenance 0|1
define('CLI_SCRIPT', true);
require($argv[1] . '/config.php');
require_once($CFG->dirroot . '/mod/assign/lib.php');
require_once($CFG->libdir . '/gradelib.php');

\core\session\manager::set_user(get_admin());
[, , $what, $first] = $argv;
if ($what === 'maintenance') {
    set_config('maintenance_enabled', (int)$first);
    exit;
}
[$course, $cm] = get_course_and_cm_from_cmid($first, 'assign');
if ($what === 'maximum') {
    $assign = $DB->get_record('assign', ['id' => $cm->instance], '*', MUST_EXIST);
    $old = $assign->grade;
    $assign->grade = (int)$argv[4];
    $DB->update_record('assign', $assign);
    $assign->cmidnumber = '';
    assign_grade_item_update($assign);
    if ((int)$argv[5]) {
        assign_rescale_activity_grades($course, $cm, 0, $old, 0, $assign->grade);
    }
} else if ($what === 'rubric') {
    require_once($CFG->dirroot . '/grade/grading/lib.php');
    $manager = get_grading_manager(context_module::instance($cm->id), 'mod_assign', 'submissions');
    $manager->set_active_method('rubric');
    $level = fn($score) => ['score' => $score, 'definition' => "$score", 'definitionformat' => FORMAT_PLAIN];
    $criterion = ['sortorder' => 1, 'description' => 'Code', 'descriptionformat' => FORMAT_PLAIN,
        'levels' => ['NEWID0' => $level(0), 'NEWID1' => $level(20)]];
    $manager->get_controller('rubric')->update_definition((object)['name' => 'Rubric', 'status' => gradingform_controller::DEFINITION_STATUS_READY,
        'description_editor' => ['text' => '', 'format' => FORMAT_PLAIN, 'itemid' => 0],
        'rubric' => ['criteria' => ['NEWID0' => $criterion], 'options' => []]]);
} else if ($what === 'enrol' || $what === 'unenrol') {
    $instance = $DB->get_record('enrol', ['courseid' => $course->id, 'enrol' => 'manual'], '*', MUST_EXIST);
    $student = $DB->get_field('role', 'id', ['shortname' => 'student']);
    $what === 'enrol' ? enrol_get_plugin('manual')->enrol_user($instance, (int)$argv[4], $student)
        : enrol_get_plugin('manual')->unenrol_user($instance, (int)$argv[4]);
} else if ($what === 'override') {
    $item = grade_item::fetch(['itemtype' => 'mod', 'itemmodule' => 'assign', 'iteminstance' => $cm->instance]);
    $item->update_final_grade((int)$argv[4], (float)$argv[5], 'gradebook');
} else {
    $item = grade_item::fetch(['itemtype' => 'mod', 'itemmodule' => 'assign', 'iteminstance' => $cm->instance]);
    $item->get_grade((int)$argv[4], true)->set_locked(1);
}

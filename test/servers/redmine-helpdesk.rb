# Issues in the project: fields, an account for the hub, an agent, and an employee who may add issues and see their own.
ActiveRecord::Base.logger = nil
ActionMailer::Base.perform_deliveries = false
project = Project.find('helpdesk')
support = Tracker.find_by(name: 'Support')
project.enable_module!(:issue_tracking)
project.trackers = [support]
project.save!
%w[network printing mail].each { |name| IssueCategory.create!(project: project, name: name) }
[['Impact', 'list', ['Only me', 'My team', 'Everyone']], ['Area', 'list', %w[network printing mail]], ['Computer', 'string'],
 ['Requester', 'string'], ['Journey', 'text'], ['Machine', 'text'], ['Zeroline key', 'string']].each do |name, format, values|
  field = IssueCustomField.new(name: name, field_format: format, is_for_all: true, is_filter: true, editable: true, visible: true)
  field.possible_values = values if values
  field.trackers = [support]
  field.save!
  puts "FIELD_#{name.upcase.gsub(/\W/, '_')}=#{field.id}"
end
manager = Role.find_by(name: 'Manager')
def role(name, permissions, sees, like)
  role = Role.create!(name: name, permissions: permissions, issues_visibility: sees, assignable: false)
  WorkflowTransition.where(role_id: like.id).each do |move|
    WorkflowTransition.create!(role_id: role.id, tracker_id: move.tracker_id, old_status_id: move.old_status_id, new_status_id: move.new_status_id)
  end
  role
end
relay = role('Relay', %i[view_issues add_issues add_issue_notes edit_own_issues], 'all', manager)
employee = role('Employee', %i[view_issues add_issues], 'own', Role.find_by(name: 'Reporter'))
{ 'relay' => relay, 'agent' => manager, 'anna' => employee }.each do |name, role|
  user = User.new(firstname: name.capitalize, lastname: 'Test', mail: "#{name}@example.org", language: 'en')
  user.login = name
  user.password = user.password_confirmation = "test-#{name}-pw"
  user.save!
  Member.create!(user: user, project: project, roles: [role])
  puts "#{name.upcase}_KEY=#{user.api_key}"
end
puts "TRACKER=#{support.id}", "CATEGORY_NETWORK=#{IssueCategory.find_by(name: 'network').id}"

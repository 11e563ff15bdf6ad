"""This office (本单位): its name and division, who works here, and what it has settled for itself.

Office 单位 · Centre 中心 (党群服务中心, 居民事务服务中心, 便民跟进服务中心) · Clerk 人员 · Role 岗位 ·
Preset 岗位预设 (一人岗, 两人岗, 多窗口) · Setting 设置 · SignIn 登录 · recovery sheet 恢复单 · PIN 换人密码 ·
practice 练习.
"""
